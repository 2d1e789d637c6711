//! Words of the settings page, apart from the names and helps of the settings themselves.

use crate::text::table::messages;

messages! {
    /// A message of the settings page.
    SettingsMsg {
        Loading: "読み込んでいます…", "Loading…";
        NotRead: "設定を読み込めません。", "The settings could not be read.";
        Tools: "管理", "Administration";
        // Search
        Search: "設定を検索", "Search settings";
        NothingFound: "該当する設定はありません。", "No setting matches.";
        // Whose settings are shown
        Person: "この人の設定を見る", "Settings of";
        Myself: "自分", "Myself";
        OwnSettings: "自分の設定", "Your own";
        PickPerson: "一覧から選んでください。選ぶまで設定は変更できません。", "Choose an entry of the list. Nothing can be set until then.";
        LevelToSet: "設定するレベル", "Level to set";
        DefaultLevel: "既定", "Default";
        // A setting
        UseDefault: "既定値を使う", "Use the default";
        UseLevelAbove: "上位の設定を使う", "Use the level above";
        Revert: "入力を取り消す", "Undo typing";
        Lock: "ロック", "Lock";
        Locked: "ロック中：エージェントは変更できません", "Locked: agents cannot change it";
        Unlocked: "ロックなし：エージェントが変更できます", "Not locked: agents can change it";
        None: "なし", "none";
        // A list
        FilterRows: "一覧を絞り込む", "Filter the list";
        PreviousPage: "前へ", "Previous";
        NextPage: "次へ", "Next";
        Add: "追加", "Add";
        LineToAdd: "追加する番号", "Number to add";
        TargetToAdd: "追加するオブジェクト、URL、タブコード", "Object, URL or key prefix to add";
        AddRow: "行を追加", "Add a row";
        OwnExtension: "自分の内線番号", "Your own extension";
        LinkAll: "全てチェックする", "Tick all";
        UnlinkAll: "全て解除する", "Untick all";
        MoveUp: "上へ", "Move up";
        MoveDown: "下へ", "Move down";
        // Saving
        Save: "保存", "Save";
        Discard: "破棄", "Discard";
        UndoSave: "最後の保存を取り消す", "Undo the last save";
        TestCall: "試す", "Try it";
        Saving: "保存しています…", "Saving…";
        SaveUndone: "最後の保存を取り消しました。", "The last save was undone.";
        SaveRefused: "組織が拒否した値があります。何も保存していません。", "The org refused some values. Nothing was saved.";
        SaveUncertain: "保存できたか確認できません。入力した内容は残っています。", "The changes may or may not be saved. What you typed is kept.";
        // Conflicts
        Conflicts: "ほかの人が先に変更しました。どちらの値を使うか選び、もう一度保存してください。", "Somebody else changed these first. Choose which value to use, then save again.";
        Mine: "自分の入力", "Yours";
        Theirs: "ほかの人の変更", "Theirs";
        TakeMine: "自分の値を使う", "Use mine";
        TakeTheirs: "ほかの人の値を使う", "Use theirs";
        // Files
        Files: "書き出しと読み込み", "Export and import";
        FilesHelp: "すべての設定を1つの JSON ファイルに書き出します。読み込むと、今の値と違うものを確認してから選べます。", "Exports all settings as one JSON file. An import first shows what differs from now, to choose from.";
        Export: "書き出す", "Export";
        Import: "読み込む", "Import";
        FileNotJson: "JSON として読み込めません。ファイルが途中で切れていないか確認してください。", "The file is not JSON. It may be incomplete.";
        FileNotSettings: "Denwa の設定ファイルではありません。", "This is not a file of Denwa settings.";
        FileNewer: "新しいバージョンで書き出されたファイルです。先にパネルを更新してください。", "A newer version wrote this file. Update the panel first.";
        ApplyImport: "チェックしたものを変更に加える", "Add the ticked ones to the changes";
        Close: "閉じる", "Close";
        // Logins
        Logins: "ログインIDの一括割り当て", "Logins of many users";
        LoginsHelp: "1行に「Salesforce のユーザー名,ログインID」を書いた CSV ファイルを読み込みます。文字コードは UTF-8 か Shift_JIS です。", "Reads a CSV file with a Salesforce user name and a login in each line.";
        ChooseCsv: "CSV を選ぶ", "Choose a CSV file";
        SaveLogins: "正しい行を保存", "Save the valid lines";
        LoginAsked: "確認しています…", "Checking…";
        LoginSame: "変更なし", "No change";
        LoginSaved: "保存しました", "Saved";
        // History
        History: "変更履歴", "History";
        HistoryHelp: "誰が、いつ、どの値を変更したかを表示します。", "Shows who changed which value, and when.";
        ShowHistory: "履歴を表示", "Show the history";
        HistoryNotRead: "変更履歴を読み込めません。", "The history could not be read.";
        HistoryEmpty: "変更はまだありません。", "No changes yet.";
        // Preview of an incoming call
        Preview: "着信ポップアップのプレビュー", "Preview of the incoming call";
        PreviewOneMatch: "1件該当", "One match";
        PreviewNoMatch: "該当なし", "No match";
        PreviewSeveral: "複数該当", "Several matches";
        PreviewWithheld: "非通知", "Number withheld";
        PreviewClosed: "着信してもパネルは開きません。ユーティリティバーのラベルとアイコンだけが変わるため、着信に気付きにくくなります。", "The panel stays closed. Only the label and icon in the utility bar show the call, so it is easily missed.";
    }
}
