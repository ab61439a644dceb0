-- KEYS: the index. ARGV: milliseconds, then name and file, in turn. Keeps the files for so long.
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
