-- KEYS: version, digests, files. ARGV: name.
-- Returns the new version.
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return redis.call('INCR', KEYS[1])
