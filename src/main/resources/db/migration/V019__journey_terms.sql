-- journeys published before say what they did without saying it
update journey_version
set model = model
    || '{"exits": {"events": [], "entering": [], "leaving": []}, "priority": 50}'
    || jsonb_build_object('waits', coalesce((
           select jsonb_object_agg(one.key, one.value || '{"lookBack": "UNCOUNTED"}') from jsonb_each(model -> 'waits') one),
           '{}'));
