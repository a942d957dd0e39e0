-- What happened to a stream or its viewers, in figures: a MediaFact in the JSON form of protobuf.
alter table inbox add column media jsonb;
