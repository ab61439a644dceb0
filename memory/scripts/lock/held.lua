-- KEYS: the lock. Returns 1 while a window holds it; writes nothing, so that a server that is full takes it.
local time = redis.call('TIME')
local held = redis.call('HGET', KEYS[1], 'until')
return held and tonumber(held) > time[1] * 1000 + math.floor(time[2] / 1000) and 1 or 0
