# SC-66 (OP-1): who owns a group that was just created depends on who creates what.
Import-Tenant contoso

# A security group by an administrator has no owner.
Connect-Tenant -As gr
New-Group 'Security by Groups Admin' | Format-List DisplayName, Kind, Visibility
(Get-GroupOwner 'Security by Groups Admin' | Measure-Object).Count

# One by a user belongs to the user.
Connect-Tenant -As grady
New-Group 'Security by Grady' | Format-List DisplayName, Kind, Visibility
(Get-GroupOwner 'Security by Grady').DisplayName

# A Microsoft 365 group is public, and belongs to whoever created it, whatever their role.
New-Group 'Team by Grady' -GroupTypes Unified | Format-List DisplayName, Kind, Visibility
(Get-GroupOwner 'Team by Grady').DisplayName
Connect-Tenant -As gr
New-Group 'Team by Groups Admin' -GroupTypes Unified | Format-List DisplayName, Kind, Visibility
(Get-GroupOwner 'Team by Groups Admin').DisplayName
