-- ARGV: ttl in milliseconds ('' for none), thread id, checkpoint, its value, '1' where it may take its parent's
-- place, then blobs: field, value, …
-- Returns 1 where the thread is in the list of threads already.
local INTERRUPT, RESUME = '-3', '-4'

-- Whether the thread stood still in a checkpoint, to be told how to go on.
local function waited(checkpoint)
  for _, task in ipairs(hmget(KEYS[WRITES], writes_of(checkpoint))) do
    for _, write in ipairs(frames(task or '')) do
      local position = frames(write, 1)[1]
      if position == INTERRUPT or position == RESUME then return true end
    end
  end
  return false
end

local function with_parent(value, parent)
  return packed(parent) .. string.sub(value, 5 + #frames(value, 1)[1])
end

-- `value` with its grandparent for its parent, which goes, unless the thread waited in that.
local function in_place_of_its_parent(checkpoint, value)
  local again = header(checkpoint)
  -- Sent twice, since the reply was lost: the parent went the first time.
  if again then return with_parent(value, again.parent) end
  local namespace, head = namespace_of(checkpoint), frames(value, 4)
  local parent = namespace .. head[1]
  local before = header(parent)
  if not before or waited(parent) then return value end
  local used, unused = {}, {}
  for _, field in ipairs(frames(head[4])) do used[field] = true end
  local kept = before.parent ~= '' and header(namespace .. before.parent)
  for _, field in ipairs(kept and kept.blobs or {}) do used[field] = true end
  for _, field in ipairs(before.blobs) do
    if not used[field] then unused[#unused + 1] = field end
  end
  drop(parent)
  remove('HDEL', KEYS[BLOBS], unused)
  return with_parent(value, before.parent)
end

local value = ARGV[4]
if ARGV[5] == '1' then value = in_place_of_its_parent(ARGV[3], value) end
redis.call('HSET', KEYS[CHECKPOINTS], ARGV[3], value)
redis.call('ZADD', KEYS[ORDER], 0, ARGV[3])
for i = 6, #ARGV, 2 do redis.call('HSET', KEYS[BLOBS], ARGV[i], ARGV[i + 1]) end
touch(ARGV[2], ARGV[1])
-- What expires is listed anew at each put, with the time at which it expires.
if ARGV[1] ~= '' then redis.call('HDEL', KEYS[THREAD], 'listed') end
return redis.call('HEXISTS', KEYS[THREAD], 'listed')
