-- A turn as a whole: what changed of a session, and its checkpoints with it.
-- KEYS: after the thread's the session, then other hashes of it.
-- ARGV: ttl in milliseconds ('' for none), thread id; how many fields, of each the number of its key, name, value;
-- how many checkpoints, of each how many arguments of put.lua follow, from the third on; and so the tasks' writes.
-- Returns 1 where the thread is in the list of threads already, 0 where not, -1, and keeps nothing, where there
-- is no such session: what was deleted does not come back by a late write.
if redis.call('EXISTS', KEYS[WRITE_ORDER + 1]) == 0 then return -1 end
local id, ttl, at = ARGV[2], ARGV[1], 3

local function number()
  at = at + 1
  return tonumber(ARGV[at - 1])
end

-- The arguments of what comes next.
local function told()
  local count = number()
  at = at + count
  return part(ARGV, at - count, at - 1)
end

for _ = 1, number() do
  redis.call('HSET', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
  at = at + 3
end
for _ = 1, number() do
  local each = told()
  put(id, ttl, each[1], each[2], each[3], part(each, 4, #each))
end
for _ = 1, number() do
  local each = told()
  put_writes(id, ttl, each[1], part(each, 2, #each))
end
return redis.call('HEXISTS', KEYS[THREAD], 'listed')
