//! Words about the ring, desktop notifications, and leaving the page.

use super::table::messages;

messages! {
    /// A message about the ring, desktop notifications, and leaving the page.
    AttentionMsg {
        Title: "着信音と通知", "Ring and notifications";
        // The ring
        Ring: "着信音を鳴らす", "Ring for incoming calls";
        Volume: "音量", "Volume";
        Device: "出力先", "Output device";
        DefaultDevice: "既定の出力先", "Default device";
        FindDevices: "ほかの出力先を表示", "Show other devices";
        FindDevicesHint: "出力先の名前を調べるため、ブラウザーがマイクの許可を求めることがあります。録音はしません。", "The browser may ask for the microphone before it names the devices. Nothing is recorded.";
        FindingDevices: "ブラウザーの確認に答えてください…", "Answer the browser's question…";
        NoOtherDevice: "ほかの出力先はありません。", "There is no other device.";
        DevicesRefused: "出力先を調べられません。ブラウザーのサイト設定でマイクを許可してください。Salesforce の中では許可できないことがあります。", "The devices cannot be listed. Allow the microphone in the browser's site settings. Inside Salesforce this may be impossible.";
        DevicesNotSupported: "このブラウザーでは出力先を選べません。", "This browser cannot choose a device.";
        Try: "試しに鳴らす", "Try the ring";
        StopTrial: "止める", "Stop";
        Locked: "管理者が決めています。", "Set by your administrator.";
        RingBlocked: "ブラウザーが着信音を止めています。パネルのどこかを1回クリックすると鳴ります。", "The browser holds the ring back. Click anywhere in the panel once to hear it.";
        RingNotAvailable: "このブラウザーでは着信音を鳴らせません。電話機の音にご注意ください。", "This browser cannot play the ring. Listen for your phone.";
        DeviceMissing: "選んだ出力先が見つからないため、既定の出力先で鳴らします。", "The chosen device is not there. The default device rings instead.";
        DeviceRefused: "ブラウザーが選んだ出力先の使用を許可しないため、既定の出力先で鳴らします。", "The browser does not allow the chosen device. The default device rings instead.";
        DeviceNotSupported: "このブラウザーでは出力先を選べないため、既定の出力先で鳴らします。", "This browser cannot choose a device. The default device rings.";
        // Notifications
        Notify: "着信をデスクトップに通知する", "Show incoming calls on the desktop";
        AccessUnknown: "ブラウザーの許可を確認しています…", "Checking whether the browser allows it…";
        AccessGranted: "パネルを操作していないときの着信を通知します。", "A call is shown while you are not in the panel.";
        AccessAskable: "ブラウザーの許可がまだありません。", "The browser does not allow it yet.";
        AccessInTab: "ブラウザーの許可がまだありません。Salesforce の中からは許可を求められないため、別のタブで許可してください。", "The browser does not allow it yet. Inside Salesforce the panel may not ask: allow it in a tab of its own.";
        AccessDenied: "ブラウザーが通知をブロックしています。アドレスの左のアイコンからサイトの設定を開き、通知を許可してください。", "The browser blocks notifications. Open the site settings by the icon left of the address, and allow notifications.";
        AccessMissing: "このブラウザーは通知を表示できません。", "This browser cannot show notifications.";
        Allow: "通知を許可する", "Allow notifications";
        AllowInTab: "別のタブで許可する", "Allow in a tab";
        // The tab that asks
        TabIntro: "Denwa のパネルは、この許可を使って着信をデスクトップに通知します。", "With this permission, the Denwa panel shows incoming calls on the desktop.";
        TabGranted: "許可されています。このタブを閉じて Salesforce に戻ってください。", "Allowed. Close this tab and go back to Salesforce.";
        // Leaving
        SignOutLater: "通話が続いている間はログアウトできません。通話が終わってから、もう一度押してください。", "You cannot sign out while a call goes on. Press again when it has ended.";
    }
}
