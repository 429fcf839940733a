-- an event is no proof of whose app it is: those that were learnt from events register again with one
update device set proven = false where kind = 'app';
