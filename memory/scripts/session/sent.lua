-- KEYS: the session, the hash of what was sent. ARGV: idempotency key, value.
-- Returns what stands under the key: the value where it is new, false where there is no such session.
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
return redis.call('HGET', KEYS[2], ARGV[1])
