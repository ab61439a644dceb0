-- Note that the thread stands in the list of threads, unless it was deleted in the meantime.
if redis.call('EXISTS', KEYS[THREAD]) == 1 then redis.call('HSET', KEYS[THREAD], 'listed', 1) end
return 1
