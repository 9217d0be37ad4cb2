# SC-18 (PROC-13): when nothing could be processed for more than 24 hours, the tenant has an alert.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
New-Group Legal 'user.department -eq "Legal"'

# An empty queue is no delay: after two quiet days there is no alert.
Step-Clock 48h
Get-Alert

# At T0 the service's worker comes to a halt: it takes work up and ends none. Then people change.
Set-ProcessingFault -Worker
Set-User adele -Department Legal
Set-User alex -Department Sales
Get-Processing

# After 24 hours there is no alert yet. A minute later there is.
Step-Clock 24h
Get-Alert
Step-Clock 1m
Get-Alert | Format-List

# The worker works again: as soon as one piece of work is done, the alert is gone, though more may wait.
Set-Clock -Mode Manual
Clear-ProcessingFault -Worker
Invoke-Processing -Step
Get-Alert
Get-ProcessingQueue
