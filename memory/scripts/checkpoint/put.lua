-- ARGV: ttl in milliseconds ('' for none), thread id, checkpoint, its value, '1' where it may take its parent's
-- place, then blobs: field, value, …
-- Returns 1 where the thread is in the list of threads already.
return put(ARGV[2], ARGV[1], ARGV[3], ARGV[4], ARGV[5], part(ARGV, 6, #ARGV))
