-- ARGV: ttl in milliseconds ('' for none), thread id, field of the task's writes, then writes: position,
-- value, … One that stands there already stays, unless its position is negative: then it is replaced.
local order, values = {}, {}
for _, write in ipairs(frames(redis.call('HGET', KEYS[WRITES], ARGV[3]) or '')) do
  local position = frames(write, 1)[1]
  order[#order + 1] = position
  values[position] = write
end
for i = 4, #ARGV, 2 do
  local position = ARGV[i]
  if not values[position] then
    order[#order + 1] = position
    values[position] = ARGV[i + 1]
  elseif string.sub(position, 1, 1) == '-' then
    values[position] = ARGV[i + 1]
  end
end
local all = {}
for i, position in ipairs(order) do all[i] = packed(values[position]) end
redis.call('HSET', KEYS[WRITES], ARGV[3], table.concat(all))
redis.call('ZADD', KEYS[WRITE_ORDER], 0, ARGV[3])
touch(ARGV[2], ARGV[1])
return 1
