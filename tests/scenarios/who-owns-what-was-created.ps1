# SC-66 (OP-1, C-23): who owns a group that was just created, and who may join it, depends on who creates what and where.
Import-Tenant contoso

# A security group by an administrator in the portal has no owner, and nobody joins it by themselves.
Connect-Tenant -As gr
New-Group 'Security by Groups Admin' -Channel Portal | Format-List DisplayName, Kind, Visibility, JoinPolicy
(Get-GroupOwner 'Security by Groups Admin' | Measure-Object).Count

# One by a user belongs to the user.
Connect-Tenant -As grady
New-Group 'Security by Grady' | Format-List DisplayName, Kind, Visibility, JoinPolicy
(Get-GroupOwner 'Security by Grady').DisplayName

# In My Groups it is open.
New-Group 'Grady and friends' -Channel MyGroups | Format-List DisplayName, Kind, Visibility, JoinPolicy

# A Microsoft 365 group is public, and belongs to whoever created it, whatever their role.
New-Group 'Team by Grady' -GroupTypes Unified | Format-List DisplayName, Kind, Visibility, JoinPolicy
(Get-GroupOwner 'Team by Grady').DisplayName
Connect-Tenant -As gr
New-Group 'Team by Groups Admin' -GroupTypes Unified | Format-List DisplayName, Kind, Visibility, JoinPolicy
(Get-GroupOwner 'Team by Groups Admin').DisplayName
