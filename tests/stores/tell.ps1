# Tells what is in the tenant, and was.
foreach ($user in Get-User) { "$($user.DisplayName): $($user.Department) $($user.Country)" }
foreach ($group in Get-Group) { "$($group.DisplayName): $(@(Get-GroupMember $group.Id | ForEach-Object { $_.DisplayName }) -join ', ')" }
"Now: $('{0:u}' -f (Get-Clock).Now)"
foreach ($day in '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04') {
  "$day`: $(@(Get-GroupMember Sales -AsOf "${day}T00:00:00Z" | ForEach-Object { $_.DisplayName }) -join ', ')"
}
"Units: $((Get-Tenant).StoredUnits)"
"Entries of the log: $(@(Get-AuditLog).Count)"
"Sound: $((Test-Tenant -Membership).Sound)"
