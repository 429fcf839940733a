create index message_of_address on message (address_digest, created_at) where channel in ('whatsapp', 'messenger');
