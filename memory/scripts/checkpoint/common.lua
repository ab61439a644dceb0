-- What the checkpointer's scripts share. KEYS are ThreadKeys (memory/keys.py), in its order; others may
-- follow.

local THREAD, CHECKPOINTS, ORDER, BLOBS, WRITES, WRITE_ORDER = 1, 2, 3, 4, 5, 6
local LAYOUT = 1
-- unpack() and Redis' own stack allow some 8,000 values at once.
local CHUNK = 4000

-- An error where a later version of the program wrote this thread: to that version it is not empty.
local function newer()
  local stored = redis.call('HGET', KEYS[THREAD], 'layout')
  if stored and tonumber(stored) > LAYOUT then
    return redis.error_reply('NEWERLAYOUT Session ' .. (redis.call('HGET', KEYS[THREAD], 'id') or '?'))
  end
end

-- Mark the thread as ours, and let all its keys expire together, at the same millisecond.
local function touch(id, ttl)
  redis.call('HSET', KEYS[THREAD], 'layout', LAYOUT, 'id', id)
  if ttl ~= '' then
    for at = THREAD, WRITE_ORDER do redis.call('PEXPIRE', KEYS[at], ttl) end
  elseif redis.call('PTTL', KEYS[THREAD]) >= 0 then
    for at = THREAD, WRITE_ORDER do redis.call('PERSIST', KEYS[at]) end
  end
end

-- The first `most` byte strings of a value: each is its length (four bytes, big endian) and its bytes.
local function frames(value, most)
  local found, at, frame = {}, 1, nil
  while at <= #value and (not most or #found < most) do
    frame, at = struct.unpack('>I4c0', value, at)
    found[#found + 1] = frame
  end
  return found
end

-- One of the byte strings that `frames` finds.
local function packed(frame) return struct.pack('>I4', #frame) .. frame end

local function hmget(key, fields)
  local values = {}
  for first = 1, #fields, CHUNK do
    local part = redis.call('HMGET', key, unpack(fields, first, math.min(first + CHUNK - 1, #fields)))
    for i = 1, #part do values[first + i - 1] = part[i] end
  end
  return values
end

local function remove(command, key, members)
  for first = 1, #members, CHUNK do
    redis.call(command, key, unpack(members, first, math.min(first + CHUNK - 1, #members)))
  end
end

-- The fields of the writes that belong to a checkpoint: one for each task.
local function writes_of(checkpoint)
  return redis.call('ZRANGEBYLEX', KEYS[WRITE_ORDER], '[' .. checkpoint .. '\0', '(' .. checkpoint .. '\0\255')
end

-- The checkpoint that was made last in a namespace (which ends in its separator); nil where there is none.
local function latest(namespace)
  return redis.call('ZREVRANGEBYLEX', KEYS[ORDER], '(' .. namespace .. '\255', '[' .. namespace, 'LIMIT', 0, 1)[1]
end

-- The namespace of a checkpoint's field with its separator: NUL, where \0\255 is a NUL within the name.
local function namespace_of(checkpoint)
  local at = 0
  repeat
    at = string.find(checkpoint, '\0', at + 1, true)
  until string.byte(checkpoint, at + 1) ~= 255
  return string.sub(checkpoint, 1, at)
end

-- What of a checkpoint the scripts themselves read.
local function header(checkpoint)
  local value = redis.call('HGET', KEYS[CHECKPOINTS], checkpoint)
  if not value then return nil end
  local head = frames(value, 4)
  return {parent = head[1], run = head[2], deltas = frames(head[3]), blobs = frames(head[4]), value = value}
end

-- The value of a channel at a checkpoint; nil where none is stored for it.
local function value_at(head, namespace, channel)
  local start = namespace .. channel .. '\0'
  for _, field in ipairs(head.blobs) do
    if string.sub(field, 1, #start) == start then
      return redis.call('HGET', KEYS[BLOBS], field) or nil
    end
  end
end

local function drop(checkpoint)
  local writes = writes_of(checkpoint)
  remove('HDEL', KEYS[WRITES], writes)
  remove('ZREM', KEYS[WRITE_ORDER], writes)
  redis.call('HDEL', KEYS[CHECKPOINTS], checkpoint)
  redis.call('ZREM', KEYS[ORDER], checkpoint)
end

-- Delete the values that no checkpoint refers to any more; the number of checkpoints left.
local function sweep()
  local left = redis.call('HKEYS', KEYS[CHECKPOINTS])
  if #left == 0 then
    redis.call('UNLINK', unpack(KEYS))
    return 0
  end
  local used, unused = {}, {}
  for _, checkpoint in ipairs(left) do
    for _, field in ipairs(header(checkpoint).blobs) do used[field] = true end
  end
  for _, field in ipairs(redis.call('HKEYS', KEYS[BLOBS])) do
    if not used[field] then unused[#unused + 1] = field end
  end
  remove('HDEL', KEYS[BLOBS], unused)
  return #left
end

-- A checkpoint with everything that belongs to it: field, value, blobs, writes' fields, writes.
local function load(checkpoint)
  local head = header(checkpoint)
  if not head then return false end
  local writes = writes_of(checkpoint)
  return {checkpoint, head.value, hmget(KEYS[BLOBS], head.blobs), writes, hmget(KEYS[WRITES], writes)}
end

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

-- Keep a checkpoint, in the place of its parent where it may take that, and blobs: field, value, …
-- Returns 1 where the thread is in the list of threads already.
local function put(id, ttl, checkpoint, value, replaces, blobs)
  if replaces == '1' then value = in_place_of_its_parent(checkpoint, value) end
  redis.call('HSET', KEYS[CHECKPOINTS], checkpoint, value)
  redis.call('ZADD', KEYS[ORDER], 0, checkpoint)
  for i = 1, #blobs, 2 do redis.call('HSET', KEYS[BLOBS], blobs[i], blobs[i + 1]) end
  touch(id, ttl)
  -- What expires is listed anew at each put, with the time at which it expires.
  if ttl ~= '' then redis.call('HDEL', KEYS[THREAD], 'listed') end
  return redis.call('HEXISTS', KEYS[THREAD], 'listed')
end

-- Keep writes of a task under their field: position, value, … One that stands there already stays, unless its
-- position is negative: then it is replaced.
local function put_writes(id, ttl, field, writes)
  local order, values = {}, {}
  for _, write in ipairs(frames(redis.call('HGET', KEYS[WRITES], field) or '')) do
    local position = frames(write, 1)[1]
    order[#order + 1] = position
    values[position] = write
  end
  for i = 1, #writes, 2 do
    local position = writes[i]
    if not values[position] then
      order[#order + 1] = position
      values[position] = writes[i + 1]
    elseif string.sub(position, 1, 1) == '-' then
      values[position] = writes[i + 1]
    end
  end
  local all = {}
  for i, position in ipairs(order) do all[i] = packed(values[position]) end
  redis.call('HSET', KEYS[WRITES], field, table.concat(all))
  redis.call('ZADD', KEYS[WRITE_ORDER], 0, field)
  touch(id, ttl)
end

-- The part of a list from `first` on, `last` included.
local function part(list, first, last)
  local found = {}
  for i = first, last do found[#found + 1] = list[i] end
  return found
end

local refused = newer()
if refused then return refused end
