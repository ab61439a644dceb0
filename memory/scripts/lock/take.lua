-- KEYS: the lock. ARGV: token, milliseconds. Returns 1 where the lock is ours now.
-- Taking it twice with one token is the retry of a request whose reply was lost.
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) or redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return 0
