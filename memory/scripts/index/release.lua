-- KEYS: who builds. ARGV: a token. Lets go where the token is the one that stands there.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('UNLINK', KEYS[1]) end
return 1
