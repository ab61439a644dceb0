-- KEYS: version, digests.
-- Returns the version (0 where no guide was ever put in), then names and digests, as they belong together.
return {tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('HGETALL', KEYS[2])}
