-- KEYS: the lock. ARGV: token, milliseconds it is held, milliseconds after which its key goes, 1 to take it from its holder.
-- Returns 1 where the lock is ours now. Taking it twice with one token is the retry of a request whose
-- reply was lost.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.call('HMGET', KEYS[1], 'token', 'until')
if ARGV[4] ~= '1' and held[1] and held[1] ~= ARGV[1] and tonumber(held[2]) > now then return 0 end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'until', string.format('%.0f', now + ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
