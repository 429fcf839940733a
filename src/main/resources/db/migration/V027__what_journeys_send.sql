-- versions published before do not say what they send: nobody is kept out of them for it
update journey_version set model = model || '{"sends": []}' where model is not null;
