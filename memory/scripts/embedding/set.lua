-- KEYS: the vectors, when each was written. ARGV: now and time to live in seconds, the most entries, then
-- key, value, … What is too old or too much goes, the oldest first.
local now, ttl, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
for i = 4, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  redis.call('ZADD', KEYS[2], now, ARGV[i])
end

local function forget(keys)
  for first = 1, #keys, 4000 do
    local last = math.min(first + 3999, #keys)
    redis.call('HDEL', KEYS[1], unpack(keys, first, last))
    redis.call('ZREM', KEYS[2], unpack(keys, first, last))
  end
end

forget(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. (now - ttl)))
local surplus = redis.call('ZCARD', KEYS[2]) - most
if surplus > 0 then forget(redis.call('ZRANGE', KEYS[2], 0, surplus - 1)) end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, math.ceil(ttl * 1000)) end
return 1
