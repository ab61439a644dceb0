-- KEYS: the lock. ARGV: token. A lock that is somebody else's by now stays.
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
