-- ARGV: ttl in milliseconds ('' for none), thread id, field of the task's writes, then writes: position,
-- value, …
put_writes(ARGV[2], ARGV[1], ARGV[3], part(ARGV, 4, #ARGV))
return 1
