# Turns the welcome message off for dynamic Microsoft 365 groups, and lists the members of all of them.
Connect-ExchangeOnline -ShowBanner:$false

$dynamic = Get-UnifiedGroup -ResultSize Unlimited | Where-Object { $_.IsMembershipDynamic -eq $true }
foreach ($group in $dynamic)
{
    Set-UnifiedGroup -Identity $group.PrimarySmtpAddress -UnifiedGroupWelcomeMessageEnabled:$false
}
Get-UnifiedGroup marketing@contoso.com | Format-List DisplayName, IsMembershipDynamic, WelcomeMessageEnabled

$result = @()
Get-UnifiedGroup -Filter { DisplayName -like "*a*" } -ResultSize 10 | ForEach-Object {
    $group = $_
    Get-UnifiedGroupLinks -Identity $group.Alias -LinkType Members -ResultSize Unlimited | ForEach-Object {
        $result += New-Object PSObject -Property ([ordered]@{
            Group  = $group.DisplayName
            Member = $_.DisplayName
            Mail   = $_.PrimarySmtpAddress
        })
    }
}
$result | Format-Table Group, Member, Mail

Add-UnifiedGroupLinks -Identity launch@contoso.com -LinkType Members -Links adele@contoso.com
(Get-UnifiedGroupLinks -Identity launch@contoso.com -LinkType Owners).PrimarySmtpAddress
(Get-UnifiedGroupLinks -Identity launch@contoso.com -LinkType Members).Count
Disconnect-ExchangeOnline -Confirm:$false
