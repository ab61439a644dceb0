-- ARGV: run ids. Returns the number of checkpoints left, -1 where nothing was deleted.
local runs, found = {}, false
for _, run in ipairs(ARGV) do runs[run] = true end
for _, checkpoint in ipairs(redis.call('HKEYS', KEYS[CHECKPOINTS])) do
  if runs[header(checkpoint).run] then
    drop(checkpoint)
    found = true
  end
end
return found and sweep() or -1
