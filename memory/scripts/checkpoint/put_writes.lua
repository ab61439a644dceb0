-- ARGV: ttl in milliseconds ('' for none), thread id, then writes: field, value, '1' to replace what
-- stands there or '0' to leave it, …
for i = 3, #ARGV, 3 do
  redis.call(ARGV[i + 2] == '1' and 'HSET' or 'HSETNX', KEYS[WRITES], ARGV[i], ARGV[i + 1])
  redis.call('ZADD', KEYS[WRITE_INDEX], 0, ARGV[i])
end
touch(ARGV[2], ARGV[1])
return 1
