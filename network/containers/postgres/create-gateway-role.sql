-- Runs once, when the database of a jurisdiction is made: the gateway owns it and is no superuser.
\set password `cat /run/secrets/postgres-gateway`
CREATE ROLE baytrace LOGIN PASSWORD :'password';
ALTER DATABASE baytrace OWNER TO baytrace;
REVOKE ALL ON DATABASE baytrace FROM PUBLIC;
