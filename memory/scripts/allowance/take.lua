-- KEYS: a count. ARGV: how much is to be taken, how much there may be, milliseconds of the span.
-- Returns 0 where it was taken, else the milliseconds until the span is over: nothing is taken then.
-- A span begins with the first that is taken in it.
local taken = tonumber(redis.call('GET', KEYS[1]) or '0')
local left = redis.call('PTTL', KEYS[1])
if taken + ARGV[1] > tonumber(ARGV[2]) then
  if left >= 0 then return math.max(left, 1) end
  return tonumber(ARGV[3])
end
redis.call('INCRBY', KEYS[1], ARGV[1])
if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 0
