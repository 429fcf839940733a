-- checked for new rows at once; the old ones hold a part of the same words
alter table consent drop constraint consent_channel;
alter table consent add constraint consent_channel check (channel in
    ('email', 'sms', 'push', 'whatsapp', 'line', 'messenger', 'webhook', 'ads', 'onsite', 'call', 'any')) not valid;
