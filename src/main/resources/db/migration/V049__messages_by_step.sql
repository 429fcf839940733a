create index message_of_step on message (journey, element_id, channel);
