comment on column profile.erased_at is
    'When the person was forgotten: the row stays without traits and identities, so that what must stay can point at it';
