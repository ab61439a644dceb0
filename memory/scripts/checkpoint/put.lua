-- ARGV: ttl in milliseconds ('' for none), thread id, checkpoint, its value, then blobs: field, value, …
-- Returns 1 where the thread is in the list of threads already.
redis.call('HSET', KEYS[CHECKPOINTS], ARGV[3], ARGV[4])
redis.call('ZADD', KEYS[ORDER], 0, ARGV[3])
for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[BLOBS], ARGV[i], ARGV[i + 1]) end
touch(ARGV[2], ARGV[1])
-- What expires is listed anew at each put, with the time at which it expires.
if ARGV[1] ~= '' then redis.call('HDEL', KEYS[THREAD], 'listed') end
return redis.call('HEXISTS', KEYS[THREAD], 'listed')
