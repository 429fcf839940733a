create table rule_quarantine (
    rule_set text        not null references rule_set,
    file     text        not null,
    line     integer     not null,
    reason   text        not null,
    since    timestamptz not null,
    constraint rule_quarantine_pk primary key (rule_set, file)
);
comment on table rule_quarantine is
    'Files of a rule set that took too long or broke and are asked no more; another rule set asks its files again';
