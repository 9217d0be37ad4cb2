# For a real tenant: saves it with calls that only read, as a folder that Import-Tenant loads.
#
#   Install-Module Microsoft.Graph.Authentication
#   Connect-MgGraph -Scopes Directory.Read.All, Group.Read.All, User.Read.All, Device.Read.All, RoleManagement.Read.Directory
#   ./export-tenant.ps1 C:\export
#
# Lists come in pages, and each page is a file of its own, so that a large tenant needs no more memory than a small one.
# With -Verbose it names each as it is saved.

[CmdletBinding()]
param([string] $Path = 'export')

$version = 'https://graph.microsoft.com/v1.0'

$ofUsers = 'id,userPrincipalName,displayName,accountEnabled,ageGroup,assignedLicenses,assignedPlans,businessPhones,city,companyName,consentProvidedForMinor,country,createdDateTime,creationType,department,employeeHireDate,employeeId,employeeType,externalUserState,faxNumber,givenName,imAddresses,jobTitle,licenseAssignmentStates,mail,mailNickname,mobilePhone,officeLocation,onPremisesDistinguishedName,onPremisesExtensionAttributes,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesSyncEnabled,otherMails,passwordPolicies,postalCode,preferredLanguage,proxyAddresses,state,streetAddress,surname,usageLocation,userType'

$ofGroups = 'id,displayName,assignedLicenses,classification,createdDateTime,description,expirationDateTime,groupTypes,isAssignableToRole,mail,mailEnabled,mailNickname,membershipRule,membershipRuleProcessingState,onPremisesLastSyncDateTime,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesSyncEnabled,preferredDataLocation,preferredLanguage,proxyAddresses,renewedDateTime,resourceBehaviorOptions,resourceProvisioningOptions,securityEnabled,theme,visibility'

# All objects of a list, page by page.
function Get-Everything {
    param([string] $Uri)
    while ($Uri) {
        $answer = Invoke-MgGraphRequest -Method GET -Uri $Uri
        $answer.value
        $Uri = $answer.'@odata.nextLink'
    }
}

# Saves a list, each page as it comes: users.1.json, users.2.json and so on.
function Save-List {
    param([string] $Name, [string] $Uri)
    $page = 1
    while ($Uri) {
        $answer = Invoke-MgGraphRequest -Method GET -Uri $Uri
        $answer | ConvertTo-Json -Depth 20 | Set-Content -Path "$Path/$Name.$page.json" -Encoding utf8
        $Uri = $answer.'@odata.nextLink'
        $page = $page + 1
    }
    Write-Verbose "${Name}: done."
}

# Saves objects that were put together here.
function Save-Objects {
    param([string] $Name, $Objects)
    @{ value = @($Objects) } | ConvertTo-Json -Depth 20 | Set-Content -Path "$Path/$Name.json" -Encoding utf8
    Write-Verbose "${Name}: done."
}

$isReal = $true
try {
    $organization = Invoke-MgGraphRequest -Method GET -Uri "$version/organization"
} catch {
    $isReal = $false
    Write-Host 'This script reads a real tenant: run it in PowerShell, after Connect-MgGraph.'
}

if ($isReal) {
    New-Item -ItemType Directory -Path "$Path/members" -Force | Out-Null
    New-Item -ItemType Directory -Path "$Path/owners" -Force | Out-Null
    Save-Objects 'organization' $organization.value
    Save-List 'subscribedSkus' "$version/subscribedSkus"

    # Directory extensions: asking which there are is a POST that changes nothing.
    $extensions = (Invoke-MgGraphRequest -Method POST -Uri "$version/directoryObjects/getAvailableExtensionProperties" -Body '{}').value
    foreach ($extension in $extensions) {
        if ($extension.targetObjects -contains 'User') {
            $ofUsers = "$ofUsers,$($extension.name)"
        }
    }

    Save-List 'users' ($version + '/users?$select=' + $ofUsers + '&$expand=manager($select=id)&$top=999')
    Save-List 'devices' ($version + '/devices?$top=999')
    Save-List 'groups' ($version + '/groups?$select=' + $ofGroups + '&$top=999')

    # Members of assigned groups; those of dynamic ones too, so that ingroup can say where it differs.
    Write-Host 'The lists are saved. Now the members and owners of each group, which takes longest.'
    $count = 0
    foreach ($group in Get-Everything ($version + '/groups?$select=id&$top=999')) {
        $count = $count + 1
        if ($count % 500 -eq 0) { Write-Host "  $count groups" }
        foreach ($links in 'members', 'owners') {
            Save-List "$links/$($group.id)" ($version + "/groups/$($group.id)/$links" + '?$select=id,displayName&$top=999')
        }
    }

    $roles = foreach ($role in Get-Everything "$version/directoryRoles") {
        $role['members'] = @(Get-Everything "$version/directoryRoles/$($role.id)/members")
        $role
    }
    Save-Objects 'directoryRoles' $roles

    $units = foreach ($unit in Get-Everything "$version/directory/administrativeUnits") {
        $unit['members'] = @(Get-Everything "$version/directory/administrativeUnits/$($unit.id)/members")
        $unit['scopedRoleMembers'] = @(Get-Everything "$version/directory/administrativeUnits/$($unit.id)/scopedRoleMembers")
        $unit
    }
    Save-Objects 'administrativeUnits' $units

    $applications = foreach ($application in Get-Everything ($version + '/applications?$select=id,appId,displayName')) {
        $application['extensionProperties'] = @(Get-Everything "$version/applications/$($application.id)/extensionProperties")
        $application
    }
    Save-Objects 'applications' $applications

    Save-List 'groupSettings' "$version/groupSettings"
    Save-List 'groupLifecyclePolicies' "$version/groupLifecyclePolicies"
    Write-Host "Done. Import-Tenant $Path loads it."
}
