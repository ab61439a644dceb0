-- Keep the latest checkpoint of each namespace, and of its ancestors those without which a delta channel
-- would lose its value: all back to the one that holds a snapshot of it. Returns the number left.
local kept, before = {}, nil

local function keep(checkpoint, namespace)
  local wanted = header(checkpoint).deltas
  while checkpoint and not kept[checkpoint] do
    kept[checkpoint] = true
    local head = header(checkpoint)
    local missing = {}
    for _, channel in ipairs(wanted) do
      if not value_at(head, namespace, channel) then missing[#missing + 1] = channel end
    end
    wanted = missing
    checkpoint = #wanted > 0 and head.parent ~= '' and namespace .. head.parent or nil
    if checkpoint and redis.call('HEXISTS', KEYS[CHECKPOINTS], checkpoint) == 0 then checkpoint = nil end
  end
end

local all = redis.call('ZREVRANGE', KEYS[ORDER], 0, -1)
for _, checkpoint in ipairs(all) do
  local namespace = namespace_of(checkpoint)
  if namespace ~= before then keep(checkpoint, namespace) end
  before = namespace
end
for _, checkpoint in ipairs(all) do
  if not kept[checkpoint] then drop(checkpoint) end
end
return sweep()
