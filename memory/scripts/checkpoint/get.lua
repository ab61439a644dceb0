-- ARGV: namespace, checkpoint ('' for the latest of the namespace)
local checkpoint = ARGV[2] ~= '' and ARGV[2] or latest(ARGV[1])
return checkpoint and load(checkpoint) or false
