-- KEYS: the lock. ARGV: token, milliseconds. Returns 1 where the lock is ours still.
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
