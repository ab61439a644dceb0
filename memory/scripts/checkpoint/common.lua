-- What the checkpointer's scripts share. KEYS are ThreadKeys (memory/keys.py), in its order.

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
    for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ttl) end
  elseif redis.call('PTTL', KEYS[THREAD]) >= 0 then
    for _, key in ipairs(KEYS) do redis.call('PERSIST', key) end
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

local refused = newer()
if refused then return refused end
