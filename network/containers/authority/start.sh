#!/bin/sh
# Starts the Fabric CA server of a jurisdiction. Its settings are copied into the volume with the section that may not be
# in the repository: the registrar and its password. Usage: start.sh (paths as docker-compose.yml mounts them).
set -eu
settings=${AUTHORITY_SETTINGS:-/etc/baytrace/authority}
password_file=${AUTHORITY_PASSWORD_FILE:-/run/secrets/ca-registrar}
home=$FABRIC_CA_SERVER_HOME
umask 077

for authority in members members-tls orderers orderers-tls; do
  folder=$home/$authority
  # the first is the server's own, the others are named by its setting cafiles
  [ "$authority" != members ] || folder=$home
  mkdir -p "$folder"
  {
    cat "$settings/$authority.yaml"
    cat <<END
registry:
  maxenrollments: -1
  identities:
    - name: registrar
      pass: "$(cat "$password_file")"
      type: client
      affiliation: ""
      maxenrollments: -1
      attrs:
        hf.Registrar.Roles: "*"
        hf.Registrar.DelegateRoles: "*"
        hf.Registrar.Attributes: "*"
        hf.Revoker: true
        hf.GenCRL: true
        hf.IntermediateCA: false
        hf.AffiliationMgr: true
END
  } >"$folder/fabric-ca-server-config.yaml"
done

exec fabric-ca-server start
