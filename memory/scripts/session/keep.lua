-- KEYS: the session, the hash to write. ARGV: field, value.
-- Returns 1 where the value was kept now (or by this very request, whose reply was lost), 0 where another
-- stands there already, -1 where there is no such session.
if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 1 then return 1 end
return redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[2] and 1 or 0
