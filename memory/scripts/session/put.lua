-- KEYS: the session, the hash to write. ARGV: field, value.
-- Returns 0 where there is no such session: what was deleted does not come back by a late write.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
