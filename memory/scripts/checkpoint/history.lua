-- ARGV: namespace, checkpoint ('' for the latest), then channels.
-- Walks the parents, newest first, until each channel has met a stored value.
-- Returns the seeds (false where none was met) and the writes of each step: fields, values.
local target = ARGV[2] ~= '' and ARGV[2] or latest(ARGV[1])
local head = target and header(target)
local seeds, steps, seen, remaining = {}, {}, {}, {}
for i = 3, #ARGV do
  seeds[i - 2] = false
  remaining[ARGV[i]] = i - 2
end

while head and head.parent ~= '' and next(remaining) do
  local checkpoint = ARGV[1] .. head.parent
  -- A checkpoint put again under its own descendant makes the chain a loop.
  head = not seen[checkpoint] and header(checkpoint) or nil
  seen[checkpoint] = true
  if head then
    local fields, values = {}, {}
    local writes = writes_of(checkpoint)
    for i, task in ipairs(hmget(KEYS[WRITES], writes)) do
      local wanted = {}
      for _, write in ipairs(frames(task)) do
        if remaining[frames(write, 2)[2]] then
          wanted[#wanted + 1] = struct.pack('>I4', #write) .. write
        end
      end
      if #wanted > 0 then fields[#fields + 1], values[#values + 1] = writes[i], table.concat(wanted) end
    end
    steps[#steps + 1] = {fields, values}
    for channel, position in pairs(remaining) do
      local blob = value_at(head, ARGV[1], channel)
      if blob then
        seeds[position] = blob
        remaining[channel] = nil
      end
    end
  end
end
return {seeds, steps}
