-- KEYS: the session, the hash to read. ARGV: field ('' for all: field, value, …).
-- Returns {whether there is such a session, what was found}.
local exists = redis.call('EXISTS', KEYS[1])
if ARGV[1] == '' then return {exists, redis.call('HGETALL', KEYS[2])} end
return {exists, redis.call('HGET', KEYS[2], ARGV[1])}
