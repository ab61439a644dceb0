-- KEYS: version, digests, files. ARGV: name, digest, file.
-- Returns the new version. The same file again changes nothing.
if redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[2] then return tonumber(redis.call('GET', KEYS[1]) or '0') end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
return redis.call('INCR', KEYS[1])
