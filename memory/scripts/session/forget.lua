-- KEYS: the lock, the checkpoint thread, then all other keys of the session. ARGV: the layout of this program.
-- Deletes them all at once. Returns 0, and deletes nothing, while a window holds the lock.
-- Neither the lock nor anything else is written, so that a server that is full takes it.
local stored = redis.call('HGET', KEYS[2], 'layout')
if stored and tonumber(stored) > tonumber(ARGV[1]) then
  return redis.error_reply('NEWERLAYOUT Session ' .. (redis.call('HGET', KEYS[2], 'id') or '?'))
end
local time = redis.call('TIME')
local held = redis.call('HGET', KEYS[1], 'until')
if held and tonumber(held) > time[1] * 1000 + math.floor(time[2] / 1000) then return 0 end
redis.call('UNLINK', unpack(KEYS))
return 1
