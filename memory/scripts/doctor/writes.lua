-- KEYS: a hash and a sorted set of no further use. Every command that a script of ours uses is tried on them,
-- as interviews use it, and they are deleted. Returns 1 where what was written was there.
local hash, set = KEYS[1], KEYS[2]
local now = redis.call('TIME')[1]
-- First: once a script has deleted something, a full server lets it write.
redis.call('HSET', hash, 'written', now)
redis.call('HSETNX', hash, 'written', 0)
redis.call('HINCRBY', hash, 'counted', 1)
redis.call('ZADD', set, 0, 'written')
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, 60000)
  redis.call('PTTL', key)
  redis.call('PERSIST', key)
end
local found = redis.call('HGET', hash, 'written') == now
  and redis.call('HMGET', hash, 'written')[1] == now
  and redis.call('HEXISTS', hash, 'counted') == 1
  and #redis.call('HKEYS', hash) == 2
  and #redis.call('HGETALL', hash) == 4
  and redis.call('ZCARD', set) == 1
  and #redis.call('ZRANGE', set, 0, -1) == 1
  and #redis.call('ZREVRANGE', set, 0, -1) == 1
  and #redis.call('ZRANGEBYSCORE', set, '-inf', '+inf') == 1
  and #redis.call('ZRANGEBYLEX', set, '-', '+') == 1
  and #redis.call('ZREVRANGEBYLEX', set, '+', '-') == 1
local dumped = redis.call('DUMP', hash)
redis.call('HDEL', hash, 'written', 'counted')
redis.call('RESTORE', hash, 0, dumped)
redis.call('ZREM', set, 'written')
redis.call('DEL', hash)
redis.call('UNLINK', hash, set)
return found and redis.call('EXISTS', hash) == 0 and 1 or 0
