# Runs on the node, by pwsh: runs a script and says what came of it, in the lines that harness.py describes.
# $told, base64 of JSON, is set before this text: mark, folder, script, source, payload (JSON text), archives.

$job = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($told)) | ConvertFrom-Json -AsHashtable

function Send-Message([string] $Kind, [object] $Value) {
    $json = ConvertTo-Json -InputObject $Value -Depth 30 -Compress -WarningAction SilentlyContinue
    $text = [regex]::Replace($json, '[^\x20-\x7e]', { '\u{0:x4}' -f [int][char]$args[0].Value })
    $head = "$($job.mark) $PID $Kind "
    $room = 4096 - $head.Length - 3
    $out = [Console]::OpenStandardOutput()
    for ($start = 0; $start -lt $text.Length; $start += $room) {
        $length = [Math]::Min($room, $text.Length - $start)
        $end = if ($start + $length -lt $text.Length) { '+' } else { '.' }
        $line = [Text.Encoding]::ASCII.GetBytes("$head$end $($text.Substring($start, $length))`n")
        $out.Write($line, 0, $line.Length)
    }
    $out.Flush()
}

function Send-Failure([Management.Automation.ErrorRecord] $Failure) {
    $at = $Failure.InvocationInfo
    $frames = @()
    if ($Failure.Exception -is [Management.Automation.ParseException]) {
        $extent = $Failure.Exception.Errors[0].Extent
        $frames = @(, @([string] $extent.File, $extent.StartLineNumber, '<ScriptBlock>', $extent.Text.Trim()))
    }
    elseif ($at -and $at.ScriptName -and $at.ScriptName -ne $PSCommandPath) {
        $frames = @(, @([string] $at.ScriptName, $at.ScriptLineNumber, '<ScriptBlock>', $at.Line.Trim()))
    }
    Send-Message 'raised' @{
        type = $Failure.Exception.GetType().Name
        message = $Failure.Exception.Message
        frames = $frames
        traceback = [string] $Failure.ScriptStackTrace
    }
}

Send-Message 'runtime' "PowerShell $($PSVersionTable.PSVersion)"
try {
    Set-Location $job.folder
    [IO.File]::WriteAllText($job.script, $job.source)
    foreach ($archive in $job.archives) {
        Expand-Archive -LiteralPath "$($job.folder)/$archive" -DestinationPath $job.folder -Force -ErrorAction Stop
    }
    $env:InputPayload = $job.payload
    $output = @(& $job.script)
    $value = if ($output.Count -eq 0) { $null } elseif ($output.Count -eq 1) { $output[0] } else { , $output }
    Send-Message 'returned' $value
}
catch {
    Send-Failure $_
}
exit 0
