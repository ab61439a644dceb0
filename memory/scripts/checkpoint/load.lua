-- ARGV: checkpoints
local loaded = {}
for i, checkpoint in ipairs(ARGV) do loaded[i] = load(checkpoint) end
return loaded
